namespace ScimFilter.Linq;

/// <summary>What runs a translated filter.</summary>
public enum QueryTarget
{
    /// <summary>Objects in memory: the whole meaning of the language. A database provider refuses such a predicate.</summary>
    Memory,

    /// <summary>
    /// A database behind a LINQ provider such as EF Core. Where case is ignored, <c>eq co sw ew</c> lower both sides and
    /// <c>gt ge lt le</c> raise them, as the database does it; a plain index on the column is of no use then.
    /// </summary>
    Database,

    /// <summary>
    /// A database whose collations say, column by column, whether case counts. <c>eq</c> and the order are the column's, and use its
    /// indexes; <c>co sw ew</c> test whether the column takes upper and lower case for equal, and do the same.
    /// </summary>
    DatabaseWithCollations,
}
