"""The walk: its steps, what each one asks, and how far an effort has come on it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brobygger.efforts.domain.queries import Numbers
from brobygger.efforts.enums import EffortStatus, Question
from brobygger.efforts.models import Effort

Words = str | Promise


@dataclass(frozen=True)
class Asked:
    """One question of a step, with a line of help."""

    key: Question
    label: Words
    help: Words


@dataclass(frozen=True)
class Step:
    """A stop on the walk. `page` is its address; `discuss` is what to talk about there."""

    page: str
    title: Words
    discuss: Words
    help: tuple[Words, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def path(self) -> str:
        """Its address under that of the effort."""
        return f"{self.page.replace('_', '-')}/"


STEPS: tuple[Step, ...] = (
    Step(
        "why",
        _("Hvorfor overhovedet?"),
        _("Hvad skal blive bedre, og for hvem? Kan det kun lykkes sammen med andre?"),
        (
            _("Et nej er også et svar. Så har I sparet både jer selv og andre for arbejdet."),
            _("Tal om behovet først. Hvem I vil finde, kommer senere."),
        ),
        (
            Asked(
                Question.WHY_NEED,
                _("Hvad er behovet?"),
                _("Hvad har I set eller hørt? Hvad når I ikke selv?"),
            ),
            Asked(
                Question.WHY_THEM,
                _("Hvad får de andre ud af det?"),
                _("Tænk på det, de selv er i gang med. Hvad bliver lettere for dem?"),
            ),
        ),
    ),
    Step(
        "clarification",
        _("Afklaring hos jer selv"),
        _("Hvad har I at komme med, før I beder andre om noget?"),
        (
            _("Gør det, før I ringer til nogen. Så lover I ikke for meget."),
            _("Spørg også de afdelinger, der møder de samme mennesker."),
        ),
        (
            Asked(
                Question.OUR_RESOURCES,
                _("Ressourcer"),
                _("Timer, penge, lokaler, en bus: Hvad kan I give, og hvor længe?"),
            ),
            Asked(
                Question.OUR_KNOWLEDGE,
                _("Viden"),
                _("Hvad ved I om målgruppen, som andre kan bruge?"),
            ),
            Asked(
                Question.OUR_NETWORK,
                _("Netværk"),
                _("Hvem kender I, og hvem kan I åbne en dør til?"),
            ),
            Asked(
                Question.OUR_ROLE,
                _("Vores rolle"),
                _("Sætter I i gang, er I med, eller støtter I? Hvornår trækker I jer ud?"),
            ),
            Asked(
                Question.OUR_BACKING,
                _("Opbakning på tværs"),
                _("Hvem skal sige ja, for at det holder? Skriv afdelingerne ind herunder."),
            ),
        ),
    ),
    Step(
        "list",
        _("Listen"),
        _("Hvem findes derude, som har med det her at gøre?"),
        (
            _("Begynd med dem, I kender. Registret foreslår resten og siger hvorfor."),
            _("Husk de små: ildsjæle, grupper uden bestyrelse og dem, I sjældent hører fra."),
        ),
    ),
    Step(
        "cards",
        _("Én ad gangen"),
        _("Hvad ved I om dem, hvad mangler I at vide, og passer de til formålet?"),
        (
            _("Tag et kort ad gangen. To minutter er nok til de fleste."),
            _("Ret det, der er forkert, med det samme. Det bliver rettet i registret."),
        ),
    ),
    Step(
        "groups",
        _("Grupper"),
        _("Hvem ligner hinanden, og hvem kan noget forskelligt sammen?"),
        (
            _("Find selv på navnene. Del for eksempel efter det, de kan, eller efter sted."),
            _("Bliver en gruppe meget stor, så del den. Er en tom, så mangler I nogen."),
        ),
        (
            Asked(
                Question.GROUPS_SEEN,
                _("Hvad ser I, når I ser dem samlet?"),
                _("Hvem har målgruppen? Hvem gør det samme? Hvem kan lære fra sig?"),
            ),
        ),
    ),
    Step(
        "involve",
        _("Hvorfor og hvordan"),
        _("Hvorfor skal netop de være med, og hvad vil I spørge dem om?"),
        (
            _("Skriv det, så de selv kunne læse det. Det kan de få lov til."),
            _("Begynd med dem, der vinder mest ved at være med."),
        ),
    ),
    Step(
        "who_else",
        _("Hvem skal vi ellers spørge?"),
        _("Spørg alle, I taler med: Hvem mangler vi?"),
        (
            _("De kender nogen, I ikke kender. Skriv navnene, så kommer de selv på listen."),
            _("Bliver de samme navne ved med at komme, så er listen ved at være god."),
        ),
    ),
    Step(
        "confirm",
        _("Bekræft"),
        _("Passer det, I har skrevet, også når de selv læser det?"),
        (
            _("Send et link, eller ring. De retter selv det, der er forkert."),
            _("Har de svaret for nylig, så lad dem være. Ingen skal spørges for tit."),
        ),
    ),
    Step(
        "alive",
        _("Hold den i live"),
        _("Hvem ser listen igennem, og hvornår?"),
        (
            _("En liste bliver hurtigt gammel. Aftal en dag, og sæt et navn på."),
            _("Den ansvarlige får en mail, når dagen kommer."),
        ),
        (
            Asked(
                Question.ALIVE_HOW,
                _("Hvordan gør I?"),
                _("For eksempel: vi ser på de ældste kort, når holdet mødes."),
            ),
        ),
    ),
)
BY_PAGE = {step.page: step for step in STEPS}


@dataclass(frozen=True)
class Stop:
    """A step as the map of the walk shows it."""

    step: Step
    number: int
    state: str  # done, begun or ahead
    told: str
    here: bool


def step_after(page: str) -> Step | None:
    """The next step, or None at the end."""
    place = STEPS.index(BY_PAGE[page])
    return STEPS[place + 1] if place + 1 < len(STEPS) else None


def step_before(page: str) -> Step | None:
    """The step before, or None at the beginning."""
    place = STEPS.index(BY_PAGE[page])
    return STEPS[place - 1] if place else None


def stops_of(
    effort: Effort, numbers: Numbers, answers: dict[str, str], here: str = ""
) -> list[Stop]:
    """The map: every step with how far it has come. Nothing is closed; one may go anywhere."""
    stops = []
    for number, step in enumerate(STEPS, start=1):
        written = sum(bool(answers.get(asked.key)) for asked in step.asked)
        done, of = _counted(step, effort, numbers, written)
        state = "done" if of and done >= of else "begun" if done or written else "ahead"
        told = gettext("%(done)s af %(of)s") % {"done": done, "of": of} if of > 1 else ""
        stops.append(Stop(step, number, state, told, step.page == here))
    return stops


def _counted(step: Step, effort: Effort, numbers: Numbers, written: int) -> tuple[int, int]:
    """How much of the step is done, of how much."""
    match step.page:
        case "why":
            return int(effort.status != EffortStatus.PREPARING), 1
        case "clarification":
            return written, len(step.asked)
        case "list":
            return min(numbers.total, 1), 1
        case "cards":
            return numbers.seen, numbers.total
        case "groups":
            return numbers.grouped, numbers.total
        case "involve":
            return numbers.explained, numbers.total
        case "who_else":
            return numbers.asked, numbers.total
        case "confirm":
            return numbers.confirmed, numbers.total
    return int(effort.next_review_on is not None), 1
