using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Finds groups by the bounds that they set for their attribute: <c>gt</c>, <c>ge</c>, <c>lt</c>, <c>le</c>, alone or as an interval.
/// </summary>
/// <param name="attribute">The number of the attribute.</param>
/// <param name="kind">The kind of its values.</param>
/// <param name="isNegated">Whether all values must meet the bounds, as negated conditions require, instead of some value.</param>
internal sealed class BoundPath(int attribute, KeyKind kind, bool isNegated) : AccessPath(attribute)
{
    /// <summary>The most bytes that are left out of the order of values, because all literals start with them.</summary>
    private const int MostShared = 256;

    private readonly List<int> _waiting = [];

    /// <summary>The tree of all values; of a kind that has two orders, that of date-times.</summary>
    private BoundTree _first = new(isText: kind is KeyKind.ExactText or KeyKind.FoldedText);

    /// <summary>The tree of texts that are not date-times, of a kind that has two orders.</summary>
    private BoundTree _texts = new(isText: true);

    public override long Bytes => _first.Bytes + _texts.Bytes;

    /// <summary>Gets a value indicating whether all values must meet the bounds; an attribute without values meets them.</summary>
    public bool IsNegated => isNegated;

    private bool HasTwoOrders => kind is KeyKind.InstantOrExact or KeyKind.InstantOrFolded;

    /// <summary>Notes a group, for <see cref="Complete"/>.</summary>
    public void AddLater(int group)
    {
        _waiting.Add(group);
        Groups++;
    }

    /// <summary>Adds the noted groups, all at once. The path must not have others.</summary>
    public void Complete(BoundTree.BoundsOf bounds)
    {
        ReadOnlySpan<int> groups = CollectionsMarshal.AsSpan(_waiting);
        bool isText = kind is KeyKind.ExactText or KeyKind.FoldedText;
        _first = HasTwoOrders ? BoundTree.Of(groups, group => bounds(group).PartOf(isText: false), false, MostShared)
            : BoundTree.Of(groups, bounds, isText, MostShared);
        _texts = HasTwoOrders ? BoundTree.Of(groups, group => bounds(group).PartOf(isText: true), true, MostShared) : _texts;
        _waiting.Clear();
        _waiting.TrimExcess();
    }

    /// <summary>Adds a group.</summary>
    public void Add(int group, BoundTree.BoundsOf bounds)
    {
        Groups++;
        if (Groups == 1)
        {
            _waiting.Add(group);
            Complete(bounds);
        }
        else if (HasTwoOrders)
        {
            Volatile.Write(ref _texts, _texts.With(group, other => bounds(other).PartOf(isText: true)));
            Volatile.Write(ref _first, _first.With(group, other => bounds(other).PartOf(isText: false)));
        }
        else
        {
            Volatile.Write(ref _first, _first.With(group, bounds));
        }
    }

    /// <summary>Begins a search by all values of the attribute.</summary>
    public Search Begin() => new(Volatile.Read(ref _first), Volatile.Read(ref _texts), HasTwoOrders, isNegated);

    public override void ListGroups(NumberList groups) => Volatile.Read(ref _first).FindAll(groups);

    public override void Find(ReadOnlySpan<byte> value, ulong hash, FoundGroups found)
    {
        Search search = Begin();
        search.Take(value);
        search.Find(found.Groups);
    }

    /// <summary>A search by all values of an attribute: one may meet the lower bound, and another one the upper bound.</summary>
    public struct Search(BoundTree first, BoundTree texts, bool hasTwoOrders, bool isNegated)
    {
        private Range _first = Range.Empty;
        private Range _texts = Range.Empty;

        /// <summary>Takes a value into account.</summary>
        public void Take(ReadOnlySpan<byte> value)
        {
            if (!hasTwoOrders)
            {
                _first = _first.With(first.KeyOf(value));
            }
            else if (InstantOrText.IsInstant(value))
            {
                _first = _first.With(first.KeyOf(value[InstantOrText.TagSize..]));
            }
            else
            {
                _texts = _texts.With(texts.KeyOf(value[InstantOrText.TagSize..]));
            }
        }

        /// <summary>Adds the groups whose bounds the values may meet.</summary>
        public readonly void Find(NumberList groups)
        {
            if (_first.IsEmpty && _texts.IsEmpty)
            {
                if (isNegated)
                {
                    first.FindAll(groups);
                }
            }
            else if (_texts.IsEmpty)
            {
                Find(first, _first, groups);
            }
            else if (_first.IsEmpty)
            {
                Find(texts, _texts, groups);
            }
            else
            {
                // A date-time may meet one bound and another text the other one.
                first.FindAll(groups);
            }
        }

        private readonly void Find(BoundTree tree, Range values, NumberList groups)
        {
            if (isNegated)
            {
                // The least value must meet lower bounds, and the greatest one upper bounds.
                tree.Find(values.Greatest, values.Least, groups);
            }
            else
            {
                tree.Find(values.Least, values.Greatest, groups);
            }
        }
    }

    /// <summary>The least and the greatest of some numbers.</summary>
    private readonly record struct Range(ulong Least, ulong Greatest)
    {
        public static Range Empty => new(ulong.MaxValue, ulong.MinValue);

        public bool IsEmpty => Least > Greatest;

        public Range With(ulong number) => new(Math.Min(Least, number), Math.Max(Greatest, number));
    }
}
