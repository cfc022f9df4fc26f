"""The help inside the program: written pages, and pages made from the checks and the forms themselves."""
