namespace ScimFilter.Webhooks.Access;

/// <summary>Knows who is a member of which space. It must answer from memory; thread-safe.</summary>
public interface ISpaceMembership
{
    /// <summary>Decides whether a user is a member of a space.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="userId">The user.</param>
    /// <param name="spaceId">The space.</param>
    bool IsMember(string tenantId, string userId, string spaceId);
}
