"""The reader without a screen: plain lines for screen readers and terminals that cannot draw."""
