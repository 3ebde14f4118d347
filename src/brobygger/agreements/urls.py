from django.urls import URLPattern, path

from brobygger.agreements.views import agreement, freezing, signing

app_name = "agreements"

_HERE = "s/<uuid:collaboration_id>/agreement/"

urlpatterns: list[URLPattern] = [
    path(_HERE, agreement.agreement, name="agreement"),
    path(_HERE + "start/", agreement.start, name="start"),
    path(_HERE + "signatories/", freezing.signatories, name="signatories"),
    path(_HERE + "withdraw/", agreement.withdraw, name="withdraw"),
    path(_HERE + "end/", agreement.end, name="end"),
    path(_HERE + "sign/", agreement.to_my_signature, name="to_my_signature"),
    path(_HERE + "remind/<uuid:signatory_id>/", agreement.remind, name="remind"),
    path(_HERE + "<int:number>.pdf", agreement.pdf, name="pdf"),
    path("sign/<str:token>/", signing.sign, name="sign"),
    path("sign/<str:token>/code/", signing.code, name="code"),
    path("sign/<str:token>/signature/", signing.signature, name="signature"),
    path("sign/<str:token>/decline/", signing.decline, name="decline"),
    path("sign/<str:token>/agreement.pdf", signing.pdf, name="signing_pdf"),
]
