using ScimFilter.Schema;

namespace ScimFilter.Webhooks.Events;

/// <summary>
/// The attributes that filters of Qlik Cloud's webhooks may name: <c>id</c>, <c>spaceId</c> and <c>topLevelResourceId</c>, for reloads also
/// <c>data.status</c>. They take <c>eq</c> and <c>ne</c>, and a filter joins them by <c>and</c> and <c>or</c>.
/// </summary>
/// <remarks>
/// An event has the legacy shape (<c>eventType</c>, <c>extensions</c>), is a CloudEvent (lower-case context attributes), or both at
/// once. Where both hold an attribute, the CloudEvent's counts, so its path stands first.
/// </remarks>
internal static class QlikFilterAttributes
{
    /// <summary>Gets the schema.</summary>
    public static FilterSchema Schema { get; } = new FilterSchemaBuilder()
        .String("id", id => Restrict(id).At("data.id", "toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("spaceId", space => Restrict(space).At("spaceid", "spaceId", "extensions.spaceId"))
        .String("topLevelResourceId", resource => Restrict(resource)
            .At("toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("data.status", status => Restrict(status).Values("ok", "error").OnlyFor(QlikEventTypes.ReloadFinished))
        .WithoutNegation()
        .WithoutValuePaths()
        .Build();

    private static StringAttributeBuilder Restrict(StringAttributeBuilder attribute) =>
        attribute.CaseExact().NotNull().Operators(FilterOperators.Equality);
}
