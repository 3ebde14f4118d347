"""A workspace's own tools. The pages for using them are the catalogue's."""

from django.urls import URLPattern, path

from brobygger.toolbox.views import editor, field, files, index, preview, publishing, texts

app_name = "toolbox"

_ALL = "w/<slug:workspace_slug>/toolbox/"
_TOOL = f"{_ALL}own/<slug:tool_id>/"
_FIELD = f"{_TOOL}fields/<slug:field_id>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, index.own, name="index"),
    path(f"{_ALL}begin/", index.begin, name="begin"),
    path(f"{_ALL}copy/", index.copy, name="copy"),
    path(f"{_ALL}take-in/", files.take_in, name="take_in"),
    path(f"{_ALL}files/<slug:tool_id>.yaml", files.download, name="file"),
    path(_TOOL, editor.show, name="tool"),
    path(f"{_TOOL}texts/", texts.own_texts, name="texts"),
    path(f"{_TOOL}steps/", texts.steps, name="steps"),
    path(f"{_TOOL}undo/", editor.undo, name="undo"),
    path(f"{_TOOL}paper/", editor.paper, name="paper"),
    path(f"{_TOOL}add/", field.add, name="add"),
    path(_FIELD, field.edit, name="field"),
    path(f"{_FIELD}place/", editor.place, name="place"),
    path(f"{_FIELD}remove/", field.remove, name="remove"),
    path(f"{_TOOL}preview/", preview.screen, name="preview"),
    path(f"{_TOOL}preview/a3.pdf", preview.paper, {"size": "a3"}, name="preview_paper"),
    path(f"{_TOOL}preview/a4.pdf", preview.paper, {"size": "a4"}, name="preview_paper_a4"),
    path(f"{_TOOL}text/", files.text, name="text"),
    path(f"{_TOOL}draft.yaml", files.draft, name="draft"),
    path(f"{_TOOL}publish/", publishing.publish, name="publish"),
    path(f"{_TOOL}withdraw/", publishing.withdraw, name="withdraw"),
    path(f"{_TOOL}list-again/", publishing.list_again, name="list_again"),
    path(f"{_TOOL}discard/", publishing.discard, name="discard"),
    path(f"{_TOOL}bring-back/", publishing.bring_back, name="bring_back"),
]
