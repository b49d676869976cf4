from . import solution
from .. import answers
