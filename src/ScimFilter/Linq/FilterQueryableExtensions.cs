namespace ScimFilter.Linq;

/// <summary>Filters queries.</summary>
public static class FilterQueryableExtensions
{
    /// <summary>Keeps what meets a filter.</summary>
    /// <typeparam name="T">The type of the resources.</typeparam>
    /// <param name="source">The query; for one of a database the translator's target is a database.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="translator">Knows where the attributes are.</param>
    /// <returns>The narrowed query; nothing is run.</returns>
    /// <exception cref="FilterValidationException">An attribute is not mapped, or its type cannot answer the filter.</exception>
    public static IQueryable<T> Where<T>(this IQueryable<T> source, FilterExpression filter, FilterTranslator<T> translator)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(translator);
        return source.Where(translator.Translate(filter));
    }
}
