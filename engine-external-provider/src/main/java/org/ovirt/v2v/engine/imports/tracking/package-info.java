/**
 * What becomes of imports that have started: which engine watches which proxy host, reports of jobs, the machines that they leave, and
 * jobs that are missing or unwanted.
 */
package org.ovirt.v2v.engine.imports.tracking;
