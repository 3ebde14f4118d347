from django.urls import URLPattern, path

from brobygger.followup.views import calendar, meetings

app_name = "followup"

_HERE = "s/<uuid:collaboration_id>/meetings"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/", meetings.meetings, name="meetings"),
    path(f"{_HERE}.ics", calendar.all_meetings, name="all_ics"),
    path(f"{_HERE}/add/", meetings.add, name="add"),
    path(f"{_HERE}/subscription/", calendar.subscription, name="subscribe"),
    path(f"{_HERE}/<uuid:meeting_id>/", meetings.move, name="move"),
    path(f"{_HERE}/<uuid:meeting_id>/cancel/", meetings.cancel, name="cancel"),
    path(f"{_HERE}/<uuid:meeting_id>/sheet/", meetings.begin_sheet, name="begin_sheet"),
    path(f"{_HERE}/<uuid:meeting_id>.ics", calendar.one_meeting, name="one_ics"),
    path("calendar/<str:token>.ics", calendar.calendar, name="calendar"),
]
