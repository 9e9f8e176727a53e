using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Schema;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Gives the paths by which the attributes of elements are reached from the top of an event. Remembers them. Used by one thread at a time.
/// </summary>
internal sealed class ValuePathAttributes(AttributeResolver resolver)
{
    /// <summary>Inside a value path it may stand for an element that is no object, which no path from the top reaches.</summary>
    private const string Value = "value";

    private readonly Dictionary<(AttributePath Container, AttributePath Path), AttributePath?> _joined = [];

    /// <summary>Joins the path of a value path and one inside it.</summary>
    /// <returns>
    /// The path; null when its values may not include those of the elements, because a schema has places of its own for it, or compares
    /// them otherwise.
    /// </returns>
    public AttributePath? Join(AttributePath container, AttributePath path)
    {
        if (!_joined.TryGetValue((container, path), out AttributePath? joined))
        {
            if (_joined.Count == Thresholds.MaxRemembered)
            {
                _joined.Clear();
            }

            joined = JoinNew(container, path);
            _joined.Add((container, path), joined);
        }

        return joined;
    }

    private AttributePath? JoinNew(AttributePath container, AttributePath path)
    {
        if (path.Urn is not null || path.Names.Length != 1 || path.Names[0].Equals(Value, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var joined = new AttributePath(container.Urn, container.Names.AddRange(path.Names));
        ResolvedAttribute outer = resolver.Resolve(container, null);
        ResolvedAttribute inner = resolver.Resolve(path, container);
        ResolvedAttribute whole = resolver.Resolve(joined, null);
        ImmutableArray<EventPath> expected =
        [
            .. outer.Paths.SelectMany(_ => inner.Paths, (place, within) => new EventPath(place.Names.AddRange(within.Names))),
        ];
        return whole.Text == inner.Text && whole.DateTimes == inner.DateTimes && whole.Paths.SequenceEqual(expected) ? joined : null;
    }
}
