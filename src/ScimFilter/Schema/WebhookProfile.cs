namespace ScimFilter.Schema;

/// <summary>
/// What the filters of the webhook product may say: <c>id</c>, <c>spaceId</c> and <c>topLevelResourceId</c>, for reloads also
/// <c>data.status</c>; compared with <c>eq</c> and <c>ne</c>, joined by <c>and</c> and <c>or</c>. Nothing but data over <see cref="FilterSchema"/>.
/// </summary>
/// <remarks>
/// An event is in the legacy shape (<c>eventType</c>, <c>extensions</c>), a CloudEvent (lower-case context attributes) or both at
/// once; the name of the CloudEvent comes first.
/// </remarks>
public static class WebhookProfile
{
    /// <summary>The one event type for which a filter may ask for <c>data.status</c>.</summary>
    public const string ReloadFinished = "com.qlik.v1.app.reload.finished";

    /// <summary>Gets the schema.</summary>
    public static FilterSchema Schema { get; } = new FilterSchemaBuilder()
        .String("id", id => Restrict(id).At("data.id", "toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("spaceId", space => Restrict(space).At("spaceid", "spaceId", "extensions.spaceId"))
        .String("topLevelResourceId", resource => Restrict(resource)
            .At("toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("data.status", status => Restrict(status).Values("ok", "error").OnlyFor(ReloadFinished))
        .WithoutNegation()
        .WithoutValuePaths()
        .Build();

    private static StringAttributeBuilder Restrict(StringAttributeBuilder attribute) =>
        attribute.CaseExact().NotNull().Operators(FilterOperators.Equality);
}
