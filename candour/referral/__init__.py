"""One sending of one report to one force: approved by a second person, sealed to the force's unit."""
