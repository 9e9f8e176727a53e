using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>How filters become predicates. Immutable and thread-safe.</summary>
public sealed record FilterTranslatorOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static FilterTranslatorOptions Default { get; } = new();

    /// <summary>Gets what runs the predicates. Default: <see cref="QueryTarget.Memory"/>.</summary>
    public QueryTarget Target { get; init; }

    /// <summary>Gets a value indicating whether strings compare exactly where no schema says so. Default: false, as in SCIM.</summary>
    public bool CaseExact { get; init; }

    /// <summary>
    /// Gets the kind of the <see cref="DateTime"/> values that filters are compared with, which are UTC either way:
    /// <see cref="DateTimeKind.Utc"/> or <see cref="DateTimeKind.Unspecified"/>. Default: <see cref="DateTimeKind.Utc"/>.
    /// </summary>
    /// <remarks>
    /// Only a database may care: PostgreSQL's provider takes <see cref="DateTimeKind.Utc"/> for columns <c>timestamp with time zone</c>
    /// alone, and <see cref="DateTimeKind.Unspecified"/> for <c>timestamp without time zone</c> alone.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is another one.</exception>
    public DateTimeKind DateTimeKind { get; init => field = Checked(value); } = DateTimeKind.Utc;

    /// <summary>Gets a schema that filters must meet besides, and that says which strings compare exactly. Default: none.</summary>
    /// <remarks>Its places in events do not count here: the mapping says where an attribute is.</remarks>
    public FilterSchema? Schema { get; init; }

    private static DateTimeKind Checked(DateTimeKind kind) => kind is DateTimeKind.Utc or DateTimeKind.Unspecified
        ? kind
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Filters compare points in time: the kind is Utc or Unspecified.");
}
