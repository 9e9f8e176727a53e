using System.Collections.Frozen;

namespace ScimFilter.Schema;

/// <summary>The URNs that RFC 7643 registers, and the kinds of schemas that URNs tell apart.</summary>
internal static class SchemaUrns
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    private static readonly FrozenSet<string> _configuration = Urns("ServiceProviderConfig", "ResourceType", "Schema");

    private static readonly FrozenSet<string> _core = Urns("User", "Group", "ServiceProviderConfig", "ResourceType", "Schema");

    /// <summary>
    /// Whether a URN is exactly one of RFC 7643's own schemas (section 10.3.1), whose attributes are at the top of a resource.
    /// </summary>
    public static bool IsCore(string urn) => _core.Contains(urn);

    /// <summary>Whether the schema describes the service itself. Its resources cannot be filtered (RFC 7644 section 4).</summary>
    public static bool IsConfiguration(string urn) => _configuration.Contains(urn);

    /// <summary>
    /// Whether a URN names an extension: one of its parts is <c>extension</c>, as registered ones have it (section 10.3.2).
    /// </summary>
    public static bool IsExtension(string urn) => urn.Split(':').Contains("extension", StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Urns(params string[] names) =>
        names.Select(name => Core + name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
