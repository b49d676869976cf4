print "hello"
exec "x = 1"
raise ValueError, "old"
