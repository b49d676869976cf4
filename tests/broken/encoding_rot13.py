# coding: rot13
qrs s(): cnff
