"""How private keys are kept: sealed, and unsealed only to sign."""
