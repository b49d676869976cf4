# coding: utf-7
x = +AGE-
