"""The matrix of permissions, executed: role × schema coordinate × relation of the object to the viewer."""
