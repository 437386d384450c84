"""What calls can ask, as models: they check what is sent, and the description of the interface is made from them."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - the field is called date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_TEXT = 200_000  # characters of a report
MOST_REPORT = (
    12 * LONGEST_TEXT + 64 * 1024
)  # bytes of it as JSON may write it: "\\ud83d\\udea2" is one character; and the rest

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=2000)]
Month = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2})?$")]

Why = Annotated[str, Field(max_length=2000, description="Why; it is kept beside the decision.")]
Query = Annotated[str, Field(max_length=4000, description="The language of search; empty finds all.")]
After = Annotated[str, Field(max_length=400, description="Where to go on: `after` of the page before.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Entries of a page.")]


class CallParameters(BaseModel):
    """Nothing but what it names is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoParameters(CallParameters):
    """No values."""


class Paged(CallParameters):
    """A page of a list."""

    after: After = ""
    limit: Limit = 50


class QueryAsked(CallParameters):
    """What a query finds."""

    q: Query = ""


class ClaimsAsked(Paged, QueryAsked):
    """A page of the claims that a query finds."""


class ReportsAsked(Paged):
    """A page of the reports, of one outlet where it is named."""

    outlet: Annotated[str, Field(max_length=300, description="The whole name of an outlet.")] = ""


class IncidentsAsked(Paged):
    """A page of the incidents; without values of all."""

    kind: Annotated[str, Field(max_length=60, description="What happened: assault, accident, …")] = ""
    country: Annotated[str, Field(max_length=60, description="Two letters.")] = ""
    month: Annotated[Month, Field(description="YYYY-MM of its first day.")] = ""
    standing: Annotated[
        Literal["any", "shared", "one", "disputed"],
        Field(
            description="shared: several reports; one: several on one origin; disputed: accounts differ, or somebody denies."
        ),
    ] = "any"
    report: Annotated[str, Field(max_length=200, description="The id of a report that tells of it.")] = ""


class DecisionsAsked(Paged):
    """A page of what people decided."""

    by: Annotated[str, Field(max_length=300, description="Who decided.")] = ""
    state: Annotated[
        Literal["any", "stands", "overruled", "undone", "orphan"], Field(description="What became of it.")
    ] = "any"
    report: Annotated[str, Field(max_length=200, description="The id of the report whose claims it is about.")] = ""


class ChangesAsked(CallParameters):
    """What was done since a change."""

    since: Annotated[int, Field(ge=0, le=10**15, description="The number of the last change that is known.")] = 0
    limit: Limit = 200


class DecisionParameters(CallParameters):
    """What every decision may say."""

    why: Why = ""


class Judge(DecisionParameters):
    """Accept or reject claims as read, or say that it cannot be told."""

    verb: Literal["accept", "reject", "unsure"]
    claims: Annotated[list[Id], Field(min_length=1, max_length=500)]


class Correct(DecisionParameters):
    """Set fields of a claim. Where `was` says what they were when they were read, nothing is set if they changed since."""

    verb: Literal["correct"]
    claim: Id
    set: Annotated[dict[str, str], Field(min_length=1, max_length=60, description="Values by field, `none` for empty.")]
    was: Annotated[dict[str, str], Field(max_length=60)] = Field(default_factory=dict)


class Merge(DecisionParameters):
    """Say that incidents are one."""

    verb: Literal["merge"]
    incidents: Annotated[list[Id], Field(min_length=2, max_length=500)]


class Split(DecisionParameters):
    """Take reports out of an incident; together they are one of their own."""

    verb: Literal["split"]
    incident: Id
    reports: Annotated[list[Id], Field(min_length=1, max_length=500)]


class Apart(DecisionParameters):
    """Say that two incidents are not one, whatever is added later."""

    verb: Literal["apart"]
    incidents: Annotated[list[Id], Field(min_length=2, max_length=2)]


class Same(DecisionParameters):
    """Say that names stand for one body or one outlet."""

    verb: Literal["same"]
    names: Annotated[list[Name], Field(min_length=2, max_length=500)]


class Undo(DecisionParameters):
    """Take a decision back by its number."""

    verb: Literal["undo"]
    number: Annotated[int, Field(ge=1, le=10**15)]


Decide = Annotated[Judge | Correct | Merge | Split | Apart | Same | Undo, Field(discriminator="verb")]


class Stated(CallParameters):
    """What is known of a report; it wins over what is found in it."""

    outlet: Name | None = None
    date: Day | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None


class TextGiven(Stated):
    """A report as text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    title: Name | None = None
    url: Web | None = None


class AddressGiven(Stated):
    """A report at an address on the web, or a feed or list of them."""

    address: Web


ReportGiven = TextGiven | AddressGiven
