package core

// Version is the version of the module and of the npm package built from it.
const Version = "0.2.0"
