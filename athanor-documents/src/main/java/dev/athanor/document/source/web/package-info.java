/**
 * Pages of web sites as documents.
 *
 * <p>{@link dev.athanor.document.source.web.WebSource} reads sitemaps, follows links within a prefix, asks what robots.txt permits
 * and no faster than it permits, and asks for a page again only if it has changed ({@code ETag}, {@code Last-Modified}).
 *
 * <p>Start with {@link dev.athanor.document.source.web.WebSource}.
 */
@NullMarked
package dev.athanor.document.source.web;

import org.jspecify.annotations.NullMarked;
