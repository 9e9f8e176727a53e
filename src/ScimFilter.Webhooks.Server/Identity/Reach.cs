namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>The webhooks of a tenant to which a permission extends; each value includes those before it.</summary>
internal enum Reach
{
    /// <summary>No webhook: the action is forbidden.</summary>
    None,

    /// <summary>Webhooks of level <c>user</c> that the caller owns.</summary>
    Own,

    /// <summary>All webhooks of level <c>user</c>.</summary>
    Users,

    /// <summary>All webhooks. Also stands for "allowed" where an action concerns no webhook.</summary>
    All,
}
