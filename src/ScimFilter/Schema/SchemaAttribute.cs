using System.Collections.Immutable;
using ScimFilter.Ast;

namespace ScimFilter.Schema;

/// <summary>
/// An attribute that filters may use: how it is named, what it holds, where an event has it, which operators and values a filter may use
/// with it. Immutable.
/// </summary>
public sealed record SchemaAttribute
{
    /// <summary>
    /// Gets the name as a filter writes it, dotted for a sub-attribute: <c>emails.type</c>; with its URN for an extension's.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Gets the type. Default: string.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Gets a value indicating whether there may be several values. Default: false.</summary>
    public bool MultiValued { get; init; }

    /// <summary>
    /// Gets a value indicating whether strings compare exactly (RFC 7643 section 2.2). Default: false. Always true of
    /// <see cref="AttributeType.Binary"/> and <see cref="AttributeType.Reference"/>.
    /// </summary>
    public bool CaseExact { get => field || Type is AttributeType.Binary or AttributeType.Reference; init; }

    /// <summary>
    /// Gets the places in an event, dotted, perhaps behind a URN that is the key of an object: <c>urn:…:User:manager.value</c>. The first
    /// with
    /// a value wins. Empty: for a sub-attribute below those of the attribute that it belongs to, else the place that the name says.
    /// </summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Gets the operators that a filter may use, as far as the type takes them. Default: all.</summary>
    public FilterOperators Operators { get; init; } = FilterOperators.All;

    /// <summary>Gets the strings that a filter may compare with <c>eq</c> and <c>ne</c>. Empty: any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>
    /// Gets the event types that a subscription must be restricted to for its filter to use the attribute. Empty: no such rule.
    /// </summary>
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Gets a value indicating whether a filter may compare with <c>null</c>. Default: true.</summary>
    public bool Nullable { get; init; } = true;

    /// <summary>Whether a text is a name as a filter writes it: names joined by dots, perhaps behind a URN.</summary>
    internal static bool IsFullName(string name) => name[(name.LastIndexOf(':') + 1)..].Split('.').All(AttributeNames.IsName);
}
