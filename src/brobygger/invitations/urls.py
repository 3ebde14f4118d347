from django.urls import URLPattern, path

from brobygger.invitations import views

app_name = "invitations"

urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>/", views.open_invitation, name="open"),
    path(
        "w/<slug:workspace_slug>/members/<uuid:membership_id>/invite/",
        views.invite_member_again,
        name="member_again",
    ),
]
