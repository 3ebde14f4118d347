from django.urls import URLPattern, path

from brobygger.actors.views import (
    actor,
    asking,
    duplicates,
    editing,
    export,
<<<<<<< HEAD
    facts,
=======
    facets,
>>>>>>> 55ed64d (wip)
    grid,
    import_mappings,
    import_preview,
    import_status,
    imports,
    listing,
    notices,
    paper,
    profile,
    saved_filters,
)

app_name = "actors"

_REGISTER = "w/<slug:workspace_slug>/actors/"
_FILTER = f"{_REGISTER}filters/<uuid:filter_id>/"
_IMPORT = f"{_REGISTER}import/<uuid:batch_id>/"
_ACTOR = f"{_REGISTER}<uuid:actor_id>/"

urlpatterns: list[URLPattern] = [
    path(_REGISTER, listing.actor_list, name="list"),
    path(f"{_REGISTER}quick/", listing.quick_add, name="quick"),
    path(f"{_REGISTER}grid/", grid.grid, name="grid"),
    path(f"{_REGISTER}names/", listing.names, name="names"),
    path(f"{_REGISTER}facets/", facets.facets, name="facets"),
    path(f"{_REGISTER}filters/", saved_filters.saved, name="saved_filters"),
    path(f"{_REGISTER}filters/save/", saved_filters.save, name="save_filter"),
    path(f"{_REGISTER}filters/first/", saved_filters.first, name="first_filter"),
    path(f"{_FILTER}rename/", saved_filters.rename, name="rename_filter"),
    path(f"{_FILTER}delete/", saved_filters.delete, name="delete_filter"),
    path(f"{_FILTER}restore/", saved_filters.restore, name="restore_filter"),
    path(f"{_REGISTER}untold/", notices.untold, name="untold"),
    path(f"{_REGISTER}untold/<uuid:person_id>/", notices.told, name="told"),
    path(f"{_REGISTER}duplicates/", duplicates.duplicates, name="duplicates"),
    path(f"{_REGISTER}duplicates/look/", duplicates.look, name="look"),
    path(f"{_REGISTER}duplicates/alike/", duplicates.alike, name="alike"),
    path(
        f"{_REGISTER}duplicates/<uuid:pair_id>/decide/",
        duplicates.decide_pair,
        name="decide_pair",
    ),
    path(
        f"{_REGISTER}duplicates/united/<uuid:uniting_id>/apart/",
        duplicates.apart,
        name="take_apart",
    ),
    path(f"{_ACTOR}unite/<uuid:other_id>/", duplicates.side_by_side, name="unite"),
    path(f"{_ACTOR}unite/<uuid:other_id>/now/", duplicates.put_together, name="put_together"),
    path(f"{_REGISTER}new/", editing.create, name="create"),
    path(f"{_REGISTER}export/", export.export, name="export"),
    path(f"{_REGISTER}export/<uuid:export_id>/", export.status, name="export-status"),
    path(f"{_REGISTER}export/<uuid:export_id>/file/", export.file, name="export-file"),
    path(f"{_REGISTER}sheet/", paper.blank, name="blank-sheet"),
    path(f"{_ACTOR}sheet/", paper.sheet, name="sheet"),
    path(f"{_ACTOR}card.vcf", export.card, name="card"),
    path(f"{_REGISTER}import/", imports.upload, name="import"),
    path(f"{_REGISTER}import/example.csv", imports.example, name="import-example"),
    path(f"{_REGISTER}import/mappings/", import_mappings.mappings, name="import-mappings"),
    path(
        f"{_REGISTER}import/mappings/<uuid:mapping_id>/rename/",
        import_mappings.rename,
        name="import-mapping-rename",
    ),
    path(
        f"{_REGISTER}import/mappings/<uuid:mapping_id>/forget/",
        import_mappings.forget,
        name="import-mapping-forget",
    ),
    path(f"{_IMPORT}columns/", imports.mapping, name="import-mapping"),
    path(f"{_IMPORT}words/", import_preview.words, name="import-words"),
    path(_IMPORT, import_preview.preview, name="import-preview"),
    path(f"{_IMPORT}decide/", import_preview.decide_all, name="import-decide-all"),
    path(f"{_IMPORT}decide/<uuid:line_id>/", import_preview.decide, name="import-decide"),
    path(f"{_IMPORT}commit/", import_status.commit, name="import-commit"),
    path(f"{_IMPORT}cancel/", import_status.cancel, name="import-cancel"),
    path(f"{_IMPORT}status/", import_status.status, name="import-status"),
    path(_ACTOR, actor.detail, name="detail"),
    path(f"{_ACTOR}edit/", editing.edit, name="edit"),
    path(f"{_ACTOR}confirm/", actor.confirm, name="confirm"),
    path(f"{_ACTOR}facts/confirm/", facts.confirm_one, name="confirm_fact"),
    path(f"{_ACTOR}acquaintances/", facts.know_them, name="know"),
    path(f"{_ACTOR}acquaintances/remove/", facts.forget_them, name="forget"),
    path(f"{_ACTOR}remove/", actor.remove, name="remove"),
    path(f"{_ACTOR}restore/", actor.restore, name="restore"),
    path(f"{_ACTOR}telephone/", profile.by_telephone, name="telephone"),
    path(f"{_ACTOR}ask/", asking.ask, name="ask"),
    path("profile/<str:token>/", profile.by_link, name="profile"),
    path("mine/<uuid:actor_id>/profile/", profile.as_representative, name="own_profile"),
    path(f"{_ACTOR}relations/", actor.relate, name="relate"),
    path(f"{_ACTOR}relations/<uuid:relation_id>/remove/", actor.unrelate, name="unrelate"),
    path(f"{_ACTOR}representatives/", actor.invite, name="invite"),
    path(
        f"{_ACTOR}representatives/<uuid:representation_id>/end/",
        actor.end_representative,
        name="end_representative",
    ),
    path(
        f"{_ACTOR}representatives/<uuid:representation_id>/invite/",
        actor.invite_again,
        name="invite_again",
    ),
]
