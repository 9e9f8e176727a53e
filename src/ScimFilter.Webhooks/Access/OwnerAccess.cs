namespace ScimFilter.Webhooks.Access;

/// <summary>
/// The default: a user may access what the user owns, has just acted upon, or finds in a space that the user is a member of. An event
/// that names none of them is nobody's.
/// Immutable and thread-safe.
/// </summary>
public sealed class OwnerAccess : IResourceAccess
{
    private readonly ISpaceMembership? _spaces;

    /// <summary>Creates the rule without spaces: owners and acting users alone.</summary>
    public OwnerAccess()
    {
    }

    /// <summary>Creates the rule.</summary>
    /// <param name="spaces">Who is a member of which space.</param>
    public OwnerAccess(ISpaceMembership spaces)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        _spaces = spaces;
    }

    /// <inheritdoc/>
    public bool MayAccess(string tenantId, string userId, in EventContext context) =>
        string.Equals(userId, context.OwnerId, StringComparison.Ordinal)
        || string.Equals(userId, context.UserId, StringComparison.Ordinal)
        || (context.SpaceId is { } space && _spaces?.IsMember(tenantId, userId, space) == true);
}
