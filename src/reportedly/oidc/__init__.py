"""People who log in with the identity provider of their house: OpenID Connect, by authorization code with PKCE.

Of what a provider sends nothing counts but an ID token that is checked whole; needs the extra `oidc`.
"""
