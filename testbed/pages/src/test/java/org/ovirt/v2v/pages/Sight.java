package org.ovirt.v2v.pages;

import java.util.function.Consumer;

/** Something to be looked at: a page by its address, and what is done there before it is looked at. */
record Sight(String name, String path, Consumer<Administrator> opening) {
    static Sight page(String name, String path) {
        return new Sight(name, path, administrator -> {});
    }

    /** A dialog or menu on a page, or what comes of it. */
    static Sight of(String name, String path, Consumer<Administrator> opening) {
        return new Sight(name, path, opening);
    }

    void open(Administrator administrator) {
        administrator.visitor().forgetTyped();
        administrator.visitor().open(path);
        Frame.of(administrator.visitor()).awaitLoaded();
        opening.accept(administrator);
    }

    @Override
    public String toString() {
        return name;
    }
}
