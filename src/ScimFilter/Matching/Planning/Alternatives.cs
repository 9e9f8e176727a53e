using System.Runtime.InteropServices;

namespace ScimFilter.Matching.Planning;

/// <summary>One alternative of a filter: all keys and all that is left must hold. Tells where they stand in <see cref="Alternatives"/>.</summary>
/// <param name="Keys">Where the keys begin, of which there is at most one for each attribute and kind.</param>
/// <param name="KeyCount">How many they are.</param>
/// <param name="Rest">Where begins what the keys do not say.</param>
/// <param name="RestCount">How many filters that are.</param>
internal readonly record struct Alternative(int Keys, int KeyCount, int Rest, int RestCount)
{
    /// <summary>Gets how many keys and filters it has.</summary>
    public int Size => KeyCount + RestCount;
}

/// <summary>The alternatives of one filter, in lists that are used again for the next one. The default one always holds.</summary>
internal sealed class Alternatives
{
    private const int MostCompared = 32;
    private const int LargestKept = 1 << 12;

    private readonly List<Alternative> _all = [];
    private readonly List<AccessKey> _keys = [];
    private readonly List<FilterExpression> _rest = [];

    public int Count => _all.Count;

    public Alternative this[int number] => _all[number];

    public ReadOnlySpan<AccessKey> KeysOf(Alternative alternative) => CollectionsMarshal.AsSpan(_keys).Slice(alternative.Keys, alternative.KeyCount);

    public ReadOnlySpan<FilterExpression> RestOf(Alternative alternative) => CollectionsMarshal.AsSpan(_rest).Slice(alternative.Rest, alternative.RestCount);

    /// <summary>Forgets all of them, and keeps their memory unless that is large.</summary>
    public void Clear()
    {
        Forget(_all);
        Forget(_keys);
        Forget(_rest);
    }

    public void Add(Alternative alternative) => _all.Add(alternative);

    /// <summary>Takes out some of them, from one to the one before another.</summary>
    public void Remove(int start, int end) => _all.RemoveRange(start, end - start);

    /// <summary>Gives the alternative of a comparison that is a key.</summary>
    public Alternative Of(AccessKey key)
    {
        _keys.Add(key);
        Alternative alternative = key.Decides ? default : Of(key.Comparison);
        return alternative with { Keys = _keys.Count - 1, KeyCount = 1 };
    }

    /// <summary>Gives the alternative of a filter that is no key.</summary>
    public Alternative Of(FilterExpression filter)
    {
        _rest.Add(filter);
        return new Alternative(0, 0, _rest.Count - 1, 1);
    }

    /// <summary>Joins two by <c>and</c>. A second key of one attribute is checked: with several values both may hold.</summary>
    public Alternative Join(Alternative left, Alternative right)
    {
        if (left.KeyCount == 0 || right.KeyCount == 0)
        {
            Alternative keyed = left.KeyCount == 0 ? right : left;
            return JoinRest(left, right) with { Keys = keyed.Keys, KeyCount = keyed.KeyCount };
        }

        return right.Keys == left.Keys + left.KeyCount && !HasAnyAlike(left, right)
            ? JoinRest(left, right) with { Keys = left.Keys, KeyCount = left.KeyCount + right.KeyCount }
            : Copy(left, right);
    }

    /// <summary>
    /// Whether an event whose attributes have one value each can match several alternatives: it cannot when any two ask one
    /// attribute for different values.
    /// </summary>
    public bool AreMoreThanOnePossible()
    {
        if (_all.Count > MostCompared)
        {
            return true;
        }

        for (int i = 0; i < _all.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!Exclude(_all[i], _all[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Alternative Copy(Alternative left, Alternative right)
    {
        int keys = _keys.Count;
        _keys.AddRange(KeysOf(left));
        Alternative joined = JoinRest(left, right);
        for (int i = 0; i < right.KeyCount; i++)
        {
            AccessKey key = _keys[right.Keys + i];
            AccessKey? alike = FindAlike(left, key);
            if (alike is null)
            {
                _keys.Add(key);
            }
            else if (!key.Decides || !key.Key.AsSpan().SequenceEqual(alike.Value.Key))
            {
                joined = JoinRest(joined, Of(key.Comparison));
            }
        }

        return joined with { Keys = keys, KeyCount = _keys.Count - keys };
    }

    /// <summary>Gives an alternative without keys that asks for what is left of two.</summary>
    private Alternative JoinRest(Alternative left, Alternative right)
    {
        if (left.RestCount == 0 || right.RestCount == 0)
        {
            return (left.RestCount == 0 ? right : left) with { Keys = 0, KeyCount = 0 };
        }

        if (right.Rest == left.Rest + left.RestCount)
        {
            return new Alternative(0, 0, left.Rest, left.RestCount + right.RestCount);
        }

        int rest = _rest.Count;
        _rest.AddRange(RestOf(left));
        _rest.AddRange(RestOf(right));
        return new Alternative(0, 0, rest, left.RestCount + right.RestCount);
    }

    private bool HasAnyAlike(in Alternative left, in Alternative right)
    {
        foreach (ref readonly AccessKey key in KeysOf(right))
        {
            if (FindAlike(left, key) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private AccessKey? FindAlike(in Alternative alternative, in AccessKey key)
    {
        foreach (ref readonly AccessKey own in KeysOf(alternative))
        {
            if (own.IsOfSameAttribute(key))
            {
                return own;
            }
        }

        return null;
    }

    private bool Exclude(in Alternative left, in Alternative right)
    {
        foreach (ref readonly AccessKey key in KeysOf(left))
        {
            foreach (ref readonly AccessKey other in KeysOf(right))
            {
                if (key.IsOfSameAttribute(other) && !key.Key.AsSpan().SequenceEqual(other.Key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Forget<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > LargestKept)
        {
            list.TrimExcess();
        }
    }
}
