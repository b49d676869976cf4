from homework_helpers import *
