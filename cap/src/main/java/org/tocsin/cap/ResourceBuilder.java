// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Resource} and refuses an invalid one: {@link #build()} throws a {@link
 * CapException} that names every broken rule. Not safe for several threads.
 */
public final class ResourceBuilder {
  private @Nullable String resourceDesc;
  private @Nullable String mimeType;
  private @Nullable Long size;
  private @Nullable String uri;
  private @Nullable String derefUri;
  private @Nullable String digest;
  private List<Extension> extensions = new ArrayList<>();

  ResourceBuilder() {}

  ResourceBuilder(Resource resource) {
    resourceDesc = resource.resourceDesc();
    mimeType = resource.mimeType();
    size = resource.size().orElse(null);
    uri = resource.uri().orElse(null);
    derefUri = resource.derefUri().orElse(null);
    digest = resource.digest().orElse(null);
    extensions = new ArrayList<>(resource.extensions());
  }

  /** Sets resourceDesc: type and content of the file, for people. */
  public ResourceBuilder resourceDesc(String resourceDesc) {
    this.resourceDesc = resourceDesc;
    return this;
  }

  /** Sets mimeType: its MIME type; required in CAP 1.2, empty when an older message has none. */
  public ResourceBuilder mimeType(String mimeType) {
    this.mimeType = mimeType;
    return this;
  }

  /** Sets size: approximate size in bytes. */
  public ResourceBuilder size(Long size) {
    this.size = size;
    return this;
  }

  /** Sets uri: where to get it: an absolute URI. */
  public ResourceBuilder uri(String uri) {
    this.uri = uri;
    return this;
  }

  /** Sets derefUri: its content in base64, only where no link back is possible. */
  public ResourceBuilder derefUri(String derefUri) {
    this.derefUri = derefUri;
    return this;
  }

  /** Sets digest: SHA-1 of the content, 40 hexadecimal digits. */
  public ResourceBuilder digest(String digest) {
    this.digest = digest;
    return this;
  }

  /** Sets all extensions: elements that CAP does not define. */
  public ResourceBuilder extensions(List<Extension> extensions) {
    this.extensions = new ArrayList<>(extensions);
    return this;
  }

  /** Adds one to the extensions. */
  public ResourceBuilder extension(Extension extension) {
    this.extensions.add(extension);
    return this;
  }

  /**
   * Makes the resource.
   *
   * @throws CapException when a required value is missing or a rule of CAP 1.2 is broken
   */
  public Resource build() {
    Required.check("resource", "resourceDesc", resourceDesc, "mimeType", mimeType);
    Resource resource =
        new Resource(
            Required.get(resourceDesc, "resourceDesc"),
            Required.get(mimeType, "mimeType"),
            Optional.ofNullable(size),
            Optional.ofNullable(uri),
            Optional.ofNullable(derefUri),
            Optional.ofNullable(digest),
            extensions);
    ModelRules.refuse(problems -> ModelRules.resource(resource, Site.model("resource"), problems));
    return resource;
  }
}
