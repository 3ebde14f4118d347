from django.urls import URLPattern, path

from brobygger.workspaces.views import audit, members, settings

app_name = "workspaces"

_SPACE = "w/<slug:workspace_slug>/"
_MEMBERS = f"{_SPACE}members/"
_MEMBER = f"{_MEMBERS}<uuid:membership_id>/"

urlpatterns: list[URLPattern] = [
    path(_MEMBERS, members.member_list, name="members"),
    path(f"{_MEMBERS}invite/", members.invite, name="invite"),
    path(f"{_MEMBERS}restore/", members.restore, name="restore"),
    path(f"{_MEMBER}role/", members.change, name="change_role"),
    path(f"{_MEMBER}remove/", members.remove, name="remove"),
    path(f"{_SPACE}settings/", settings.settings, name="settings"),
    path(f"{_SPACE}audit/", audit.trail, name="audit"),
    path(f"{_SPACE}audit/export/", audit.export, name="audit_export"),
]
