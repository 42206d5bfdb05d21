"""How do staff sign in? Passphrase, one-time link, second factor; all on one blueprint."""

from badgeservice.web.accounts import first_links, second_factor, sign_in

__all__ = ["first_links", "second_factor", "sign_in"]
