/** The desk: the server, one package a stage. */
@NullMarked
package org.tocsin.server;

import org.jspecify.annotations.NullMarked;
