/** What becomes of imports that have started: which engine watches which proxy host, reports of jobs, and jobs that are missing or unwanted. */
package org.ovirt.v2v.engine.imports.tracking;
