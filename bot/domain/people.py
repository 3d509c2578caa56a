"""Who may ask: one table of rules, first match wins. The actor of every act is asked, not the one who began it."""

from dataclasses import dataclass, replace

from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack says of somebody."""

    id: str
    team: str | None
    name: str
    is_bot: bool
    deleted: bool
    guest: bool
    stranger: bool
    workspace_admin: bool

    def of_team(self, team: str) -> "Person":
        """Return this person as a member of *team*."""
        return replace(self, team=team)


def denial(person: Person, team: str, channel: str, policy: Policy) -> str | None:
    """Return the sentence that turns *person* away in *channel*, or None where they may ask."""
    foreign = person.stranger or (person.team is not None and person.team not in {team, *policy.allowed_teams})
    rules = (
        (person.deleted or person.is_bot, "Only people of this workspace can ask for pictures."),
        (foreign, "People from other organizations cannot ask for pictures here."),
        (person.guest and not policy.guests_allowed, "Guests cannot ask for pictures here. A member can ask for you."),
        (not policy.channel_allowed(channel), "Pictures are switched off in this channel."),
    )
    return next((sentence for applies, sentence in rules if applies), None)


def is_admin(person: Person, policy: Policy) -> bool:
    """Whether *person* is an admin: the policy's list; workspace admins only while it is empty."""
    return person.id in policy.admins if policy.admins else person.workspace_admin


def is_reviewer(person: Person, policy: Policy) -> bool:
    """Whether *person* may decide about routes: the policy's list; admins only while it is empty."""
    return person.id in policy.reviewers if policy.reviewers else is_admin(person, policy)
