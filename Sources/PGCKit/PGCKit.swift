// What a program needs to make a scheme, run it in virtual time and read what came of it, by one import.
@_exported import Clusters
@_exported import Coding
@_exported import Runs
@_exported import Settings
@_exported import Training
