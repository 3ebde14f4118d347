"""Choosing which mails one gets, with an account or with the link in a mail."""

from django.urls import path

from brobygger.notifications import views

app_name = "notifications"
urlpatterns = [
    path("account/notifications/", views.preferences, name="preferences"),
    path("mail/stop/<str:token>/", views.stop_kinds, name="stop"),
    path("mail/resume/<str:token>/", views.resume_kinds, name="resume"),
    path("mail/choices/<str:token>/", views.choices, name="choices"),
    path("mail/try-again/", views.try_address_again, name="try_again"),
]
