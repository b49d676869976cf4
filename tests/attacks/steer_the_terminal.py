"""Puts terminal escapes, HTML and a spreadsheet formula into every text."""

TEXT = "\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>\r\n=HYPERLINK(\"http://127.0.0.1\")\u202e"


def attack():
    raise ValueError(TEXT)


def forward(X, W, b):
    return TEXT


def mse_loss(y_true, y_hat):
    raise type(TEXT, (Exception,), {})(TEXT)


def linear_equation(x, w, b):
    return attack()
