from django.urls import URLPattern, path

from brobygger.efforts.views import asking, cards, effort, listing, lists, placing, spreading

app_name = "efforts"

_ALL = "w/<slug:workspace_slug>/efforts/"
_EFFORT = f"{_ALL}<uuid:effort_id>/"
_ROW = f"{_EFFORT}list/<uuid:mapped_id>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, listing.effort_list, name="efforts"),
    path(f"{_ALL}new/", listing.start, name="start"),
    path(_EFFORT, effort.detail, name="effort"),
    path(f"{_EFFORT}table/", effort.table, name="table"),
    path(f"{_EFFORT}edit/", effort.edit, name="edit"),
    path(f"{_EFFORT}decision/", effort.decision, name="decision"),
    path(f"{_EFFORT}close/", effort.close, name="close"),
    path(f"{_EFFORT}move/", effort.move, name="move"),
    path(f"{_EFFORT}why/", asking.why, name="why"),
    path(f"{_EFFORT}why/decide/", asking.decide, name="decide"),
    path(f"{_EFFORT}clarification/", asking.clarification, name="clarification"),
    path(f"{_EFFORT}backing/", asking.new_backing, name="new_backing"),
    path(f"{_EFFORT}backing/<uuid:backing_id>/", asking.backing, name="backing"),
    path(f"{_EFFORT}list/", lists.the_list, name="list"),
    path(f"{_EFFORT}list/take/", lists.take, name="take"),
    path(f"{_EFFORT}list/add/", lists.add, name="add"),
    path(f"{_EFFORT}list/add/<uuid:actor_id>/", lists.add_known, name="add_known"),
    path(_ROW, lists.on_list, name="on_list"),
    path(f"{_EFFORT}cards/", cards.cards, name="cards"),
    path(f"{_EFFORT}cards/<uuid:mapped_id>/", cards.card, name="card"),
    path(f"{_EFFORT}groups/", placing.groups, name="groups"),
    path(f"{_EFFORT}groups/new/", placing.new_group, name="new_group"),
    path(f"{_EFFORT}groups/place/", placing.placed, name="place"),
    path(f"{_EFFORT}groups/<uuid:group_id>/", placing.group, name="group"),
    path(f"{_EFFORT}involve/", placing.involve, name="involve"),
    path(f"{_ROW}involve/", placing.involved, name="involved"),
    path(f"{_EFFORT}who-else/", spreading.who_else, name="who_else"),
    path(f"{_ROW}who-else/", spreading.ask_who_else, name="ask_who_else"),
    path(f"{_EFFORT}who-else/<uuid:naming_id>/", spreading.confirm_named, name="confirm_named"),
    path(f"{_EFFORT}confirm/", spreading.confirm, name="confirm"),
    path(f"{_ROW}confirm/", spreading.confirmed, name="confirmed"),
    path(f"{_EFFORT}alive/", spreading.alive, name="alive"),
    path(f"{_EFFORT}alive/review/", spreading.review, name="review"),
]
