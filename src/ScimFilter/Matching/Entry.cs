namespace ScimFilter.Matching;

/// <summary>One key of a subscription, ready to be put in a table.</summary>
/// <param name="Template">The attributes of the key.</param>
/// <param name="Keys">The keys of their values, in the order of the template.</param>
/// <param name="Residual">What else must hold; null when nothing else must.</param>
internal sealed record Entry(Template Template, byte[][] Keys, Residual? Residual);
