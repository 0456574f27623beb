package org.ozml.configuration;

/** Somebody in an address book; what is not known is empty. */
public record Contact(String name, String phone, String email) {}
