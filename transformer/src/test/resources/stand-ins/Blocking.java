package dev.weft.annotations;

public @interface Blocking {}
