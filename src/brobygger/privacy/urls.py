from django.urls import URLPattern, path

from brobygger.privacy.views import contacts, own

app_name = "privacy"

_OWN = "account/my-data/"
_CONTACT = "w/<slug:workspace_slug>/contacts/<uuid:contact_id>/"

urlpatterns: list[URLPattern] = [
    path(_OWN, own.my_data, name="my_data"),
    path(f"{_OWN}fetch/", own.fetch, name="fetch"),
    path(f"{_OWN}erase/", own.erase_me, name="erase_me"),
    path(f"{_OWN}<uuid:extract_id>/", own.extract, name="extract"),
    path("account/erased/", own.erased, name="erased"),
    path(_CONTACT, contacts.contact, name="contact"),
    path(f"{_CONTACT}fetch/", contacts.fetch, name="fetch_contact"),
]
