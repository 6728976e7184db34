"""Three doors on one code base: the public's, the desk's and the forces'. `CANDOUR_DOOR` picks one."""
