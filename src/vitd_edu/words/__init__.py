"""Every sentence the kit says, in either unit system; deaf to the screen."""
