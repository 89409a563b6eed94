using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What all runners of an installation share.</summary>
internal sealed record RunnerParts(DatabaseFactory Factory, WriterGate Gate, AccessSnapshots Snapshots, OrganizationDirectory Directory, SessionGate Sessions, ActivityNotes Activity, AccessBroadcast Broadcast, NoticeBroadcast Notices, PublicAddress Address, AdministrativeReads AdministrativeReads, TimeProvider Clock);
