/** Around the files of the pages, which Quinoa builds and serves: where they are found, and what browsers may do with them. */
package org.ovirt.v2v.engine.pages;
